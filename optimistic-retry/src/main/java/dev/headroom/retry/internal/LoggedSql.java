package dev.headroom.retry.internal;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** SQL of ours as Hibernate treats its own: changed by the application's statement inspector, and logged. */
public final class LoggedSql {

    private LoggedSql() {}

    public static String of(String sql, SharedSessionContractImplementor session) {
        String inspected =
                session.getJdbcSessionContext().getStatementInspector().inspect(sql);
        String sent = inspected == null ? sql : inspected;
        session.getJdbcServices().getSqlStatementLogger().logStatement(sent);
        return sent;
    }
}
