# placeholder
