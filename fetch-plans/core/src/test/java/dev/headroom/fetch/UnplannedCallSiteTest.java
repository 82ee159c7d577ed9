package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headroom.fetch.Shop.Customer;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.samples.clinic.Clinic;
import tools.jackson.databind.json.JsonMapper;

/** Whose line is named where a touch is not allowed: never that of what the application let read its entities. */
@ExtendWith(ServersExtension.class)
class UnplannedCallSiteTest {

    private static Shop shop;

    @BeforeAll
    static void open(Servers servers) {
        shop = new Shop(servers.database(DatabaseKind.H2));
        shop.fill();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void isNoLineOfAJsonLibrary() {
        assertThat(callSite(phones -> JsonMapper.shared().writeValueAsString(phones)))
                .startsWith(getClass().getName() + ".");
    }

    @Test
    void isNoLineOfATestFramework() {
        assertThat(callSite(phones -> Assertions.assertIterableEquals(List.of(), phones)))
                .startsWith(getClass().getName() + ".");
        assertThat(callSite(phones -> assertThat(phones).isEmpty()))
                .startsWith(getClass().getName() + ".");
    }

    @Test
    void mayBeInAPackageThatBeginsLikeSprings() {
        assertThat(callSite(Clinic::size)).startsWith(Clinic.class.getName() + ".size(Clinic.java:");
    }

    /** Where a touch of a lazy collection is said to have been. */
    private static String callSite(Consumer<Collection<String>> touch) {
        FetchPlan<Customer> plan =
                FetchPlan.of(Customer.class).unplanned(Unplanned.FAIL).build(shop.entityManagers);
        String[] site = new String[1];
        shop.write(em -> {
            Collection<String> phones =
                    plan.list(em.createQuery("from Customer", Customer.class)).get(0).phones;
            site[0] = unplanned(() -> touch.accept(phones)).callSite();
        });
        return site[0];
    }

    /** A library may have put its own exception around it. */
    private static UnplannedFetchException unplanned(ThrowingCallable touch) {
        Throwable thrown = catchThrowable(touch);
        while (!(thrown instanceof UnplannedFetchException)) {
            assertThat(thrown).isNotNull();
            thrown = thrown.getCause();
        }
        return (UnplannedFetchException) thrown;
    }
}
