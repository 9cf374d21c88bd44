/** What opens beside and above the table and closes again: sheets, and lines with one question. FX thread only. */
package controlfreak.ui.main.aside;
