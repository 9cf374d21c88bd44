/** All that can be done, in one table of actions, and the menus, the toolbar and the palette's entries made of it. FX thread only. */
package controlfreak.ui.main.menu;
