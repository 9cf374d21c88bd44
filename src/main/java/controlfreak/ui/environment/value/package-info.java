/** How values are shown and read as text: secrets behind dots, control characters as pictures. Any thread but for what is revealed. */
package controlfreak.ui.environment.value;
