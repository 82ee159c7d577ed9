package dev.headroom.keyset.spring;

import java.util.List;

/**
 * A reader asked for an order that is not offered. Answer it with 400: the message names the valid choices.
 *
 * <p>It is no {@code KeysetException}: those are about a keyset, and here none was found.
 */
public final class UnknownSortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 50;

    /** What was asked for. */
    private final String requested;

    /** What would have been accepted. */
    private final List<String> choices;

    UnknownSortException(String requested, List<String> choices) {
        super("Cannot sort by \"" + shown(requested) + "\": choose one of \"" + String.join("\", \"", choices) + "\".");
        this.requested = requested;
        this.choices = List.copyOf(choices);
    }

    /** Short and of one line, because a message may end up in a log. */
    private static String shown(String requested) {
        String start = requested.length() > SHOWN ? requested.substring(0, SHOWN) + "…" : requested;
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * What was asked for.
     *
     * @return the text from outside, of any length and content
     */
    public String requested() {
        return requested;
    }

    /**
     * What would have been accepted.
     *
     * @return the names, in the order in which they were defined
     */
    public List<String> choices() {
        return choices;
    }
}
