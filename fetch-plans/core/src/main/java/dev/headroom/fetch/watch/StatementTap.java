package dev.headroom.fetch.watch;

import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/** Sees all statements of a factory, if the factory was built with it. */
final class StatementTap implements StatementInspector {

    static final String SETTING = JdbcSettings.STATEMENT_INSPECTOR;

    private static final long serialVersionUID = 1L;

    private final transient @Nullable StatementInspector next;
    private transient volatile @Nullable Installation installation;

    /**
     * @param next the application's own inspector
     */
    StatementTap(@Nullable StatementInspector next) {
        this.next = next;
    }

    /**
     * @param setting what the application has set: an inspector, its class or the name of that; null for none
     */
    static StatementTap before(@Nullable Object setting) {
        if (setting instanceof StatementTap tap) {
            return tap;
        }
        return new StatementTap(setting == null ? null : inspector(setting));
    }

    private static StatementInspector inspector(Object setting) {
        if (setting instanceof StatementInspector inspector) {
            return inspector;
        }
        try {
            Class<?> type = setting instanceof Class<?> known
                    ? known
                    : Class.forName(
                            setting.toString(), true, Thread.currentThread().getContextClassLoader());
            return (StatementInspector) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "The setting " + SETTING + " is \"" + setting
                            + "\", which is no statement inspector that can be made:"
                            + " give an object, or a class with a constructor without parameters.",
                    e);
        }
    }

    void opened(@Nullable Installation watching) {
        installation = watching;
    }

    /** What the recording of this thread wants to know of use; null if it wants nothing. */
    @Nullable Fetches fetches() {
        Installation watching = installation;
        return watching == null ? null : watching.fetches();
    }

    @Override
    public @Nullable String inspect(String sql) {
        String inspected = next == null ? sql : next.inspect(sql);
        Installation watching = installation;
        if (watching != null) {
            watching.statement(inspected == null ? sql : inspected);
        }
        return inspected;
    }
}
