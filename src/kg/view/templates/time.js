// The day of the page: a slider over the years.
