/** Variables as one text. FX thread only. */
package controlfreak.ui.environment.text;
