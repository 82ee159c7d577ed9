package dev.headroom.examples.musicstore.payment;

import dev.headroom.retry.effects.EffectLog;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The payments of a comparison, which are made anew for each way. */
@Component
final class PaymentBook {

    private static final Duration REPEATED_WITHIN = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final EffectLog effects;

    PaymentBook(JdbcClient jdbc, EffectLog effects) {
        this.jdbc = jdbc;
        this.effects = effects;
    }

    /** Payments to make. Their ids are new, so that no effect has been remembered for them. */
    List<Long> open(int payments) {
        effects.prune(REPEATED_WITHIN);
        jdbc.sql("delete from payment").update();
        jdbc.sql("update payment_account set balance = 0").update();
        return jdbc.sql("insert into payment (amount) select 0.99 from generate_series(1, ?) returning payment_id")
                .param(payments)
                .query(Long.class)
                .list();
    }

    int paid() {
        return jdbc.sql("select count(*) from payment where receipt is not null")
                .query(Integer.class)
                .single();
    }

    BigDecimal received() {
        return jdbc.sql("select balance from payment_account")
                .query(BigDecimal.class)
                .single();
    }
}
