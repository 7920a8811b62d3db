true -> throw "evaluated"
