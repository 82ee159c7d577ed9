package dev.headroom.fetch.watch;

/**
 * The line of your application that needed what was loaded: the first frame on the stack outside of the JDK, Hibernate
 * and the frameworks that call applications. If there is none, because a web framework writes entities after the
 * controller has returned, it is the first frame of a framework.
 *
 * @param className with its package
 * @param method the method; for a lambda, the method that holds it
 * @param line the line in the source file; negative if the class was compiled without line numbers
 */
public record CallSite(String className, String method, int line) {

    /**
     * The same place without the line number, which changes with every edit. Baselines use it.
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
