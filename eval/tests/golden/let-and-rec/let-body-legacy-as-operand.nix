(let { body = { a = 1; }; }) // { b = 2; }
