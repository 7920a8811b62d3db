<name/folder/text>
