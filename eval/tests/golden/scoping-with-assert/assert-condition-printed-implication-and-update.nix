assert ({ } // { a = 1; }) ? a -> false; 1
