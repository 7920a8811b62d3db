`echo`
