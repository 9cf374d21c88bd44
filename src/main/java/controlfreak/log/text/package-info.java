/** What is to be read of the bytes of a log: text without escape sequences, its colours, and searching it within bounds. */
package controlfreak.log.text;
