"""Checks of data before and after it is stored."""

from kg.check.shapes import ShapeChecker, Violation, check_shapes, shape_checker, to_rdflib

__all__ = ["ShapeChecker", "Violation", "check_shapes", "shape_checker", "to_rdflib"]
