/** Keeps what is private private, and shows what comes from outside as what it is. It needs nothing but the JDK. */
package controlfreak.guard;
