/** Variables in and out: files, the clipboard. FX thread only. */
package controlfreak.ui.environment.transfer;
