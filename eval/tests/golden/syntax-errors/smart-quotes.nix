“text”
