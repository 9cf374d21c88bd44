/**
 * The proxy for JVM applications: a program of its own, started as {@code cfk-share-mem-proxy-jvm}.
 *
 * <p>It uses nothing but the JDK, not even the rest of this project: it starts in a fraction of a second because it is
 * compiled, small and loads no library. It lies in the panel's jar, since whoever has the panel has that.
 *
 * <p>A JVM cannot fork. So this proxy runs the application once for training, keeps an archive of its classes that all
 * services map, and starts them with flags that keep a JVM small. Threads: the main thread trains and then owns all
 * services; one reads the command pipe, one the answers of the children's parent, one writes each of the two other
 * pipes, and two relay the output of each child.
 */
package controlfreak.jvmproxy;
