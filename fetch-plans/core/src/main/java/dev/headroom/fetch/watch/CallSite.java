package dev.headroom.fetch.watch;

/**
 * The line of the application that needed what was loaded: the first frame of the stack that belongs neither to the JDK, nor
 * to Hibernate, nor to a framework that calls the application. Where no such frame is, as when a web framework writes
 * entities after the controller has returned, the first frame outside the JDK and Hibernate.
 *
 * @param className with its package
 * @param method the method; for a lambda, the method that holds it
 * @param line in the source file; negative if the class was compiled without
 */
public record CallSite(String className, String method, int line) {

    /**
     * The same place without the line, which moves with every edit: what a baseline remembers.
     *
     * @return such as {@code PlaylistService.titles}
     */
    public String name() {
        return className.substring(className.lastIndexOf('.') + 1) + "." + method;
    }

    /**
     * For messages.
     *
     * @return such as {@code PlaylistService.titles:42}
     */
    @Override
    public String toString() {
        return line < 0 ? name() : name() + ":" + line;
    }
}
