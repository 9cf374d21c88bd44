/** The log pane: lines of one or several logs merged by time, followed, searched, filtered and copied. */
package controlfreak.ui.log;
