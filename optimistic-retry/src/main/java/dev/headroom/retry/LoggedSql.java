package dev.headroom.retry;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** SQL of ours as Hibernate treats its own: changed by the application's statement inspector, and logged. */
final class LoggedSql {

    private LoggedSql() {}

    static String of(String sql, SharedSessionContractImplementor session) {
        String inspected =
                session.getJdbcSessionContext().getStatementInspector().inspect(sql);
        String sent = inspected == null ? sql : inspected;
        session.getJdbcServices().getSqlStatementLogger().logStatement(sent);
        return sent;
    }
}
