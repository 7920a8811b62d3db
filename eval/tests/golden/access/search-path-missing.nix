<name/nothing>
