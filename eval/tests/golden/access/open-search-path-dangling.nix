<name/dangling>
