/** Charts of what is measured over time: axes, lines and marks, of which the sheets give the colours. */
package controlfreak.ui.chart;
