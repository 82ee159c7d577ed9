package dev.headroom.architecture.broken.keyset;

import java.util.List;
import java.util.Map;

/** Shows types that nobody can name. */
public class Leaks extends Hidden {

    private static final long serialVersionUID = 1;

    protected transient Hidden field;

    /** In a parameter of a constructor. */
    public Leaks(Hidden hidden) {
        this.field = hidden;
    }

    /** As a type argument of the result. */
    public List<? extends Hidden> inReturn() {
        return List.of();
    }

    /** As a type argument of a parameter. */
    protected void inParameter(Map<String, List<Hidden>> hidden) {}

    /** In an array. */
    public Hidden[] inArray() {
        return new Hidden[0];
    }

    /** As a bound. */
    public <T extends Hidden> void inBound() {}

    /** As an exception. */
    public void inException() throws Hidden {}
}
