package dev.headroom.architecture.broken.keyset;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Breaks no rule. */
public class Allowed {

    /** A constant. */
    public static final Map<String, TimeUnit> CONSTANT = Map.of("a", TimeUnit.SECONDS);

    private final Hidden hidden = new Hidden();

    /** Shows the JDK, jakarta.persistence and public types of its own. */
    public <E extends Comparable<E>> List<int[]> all(EntityManager manager, Function<Allowed, E[]> function) {
        return List.of(hidden.numbers());
    }

    Hidden hidden() {
        return hidden;
    }

    /** An enum has a static array, which the compiler adds. */
    public enum AllowedKind {
        /** One. */
        ONE,
        /** Two. */
        TWO
    }
}
