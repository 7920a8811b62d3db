"x${"y${toString 1}${2}"}"
