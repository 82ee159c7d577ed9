package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that each rule can fail, with classes that break it on purpose. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleTest {

    private static final String BROKEN = "dev.headroom.architecture.broken";

    private static final Map<Rule, List<String>> EXPECTED = Map.ofEntries(
            Map.entry(Rule.MODULES_ARE_INDEPENDENT, List.of("Slice fetch depends on Slice keyset")),
            Map.entry(Rule.PACKAGES_HAVE_NO_CYCLES, List.of("Slice keyset ->", "Slice keyset.internal")),
            Map.entry(Rule.INTERNAL_PACKAGES_ARE_CLOSED, List.of("UsesInternals")),
            Map.entry(Rule.SIGNATURES_SHOW_NO_INTERNAL_TYPES, List.of("ShowsInternals.parts() shows")),
            Map.entry(
                    Rule.SIGNATURES_SHOW_ONLY_PUBLIC_TYPES,
                    List.of(
                            "Leaks.field shows",
                            "Leaks.<init>(",
                            "Leaks.inReturn()",
                            "Leaks.inParameter(",
                            "Leaks.inArray()",
                            "Leaks.inBound()",
                            "Leaks.inException()",
                            "Leaks shows")),
            Map.entry(
                    Rule.QUERY_SIGNATURES_SHOW_ONLY_PERSISTENCE,
                    List.of("ShowsHibernate.session() shows org.hibernate.Session")),
            Map.entry(
                    Rule.NO_STATIC_MUTABLE_STATE,
                    List.of(
                            "StaticStates.notFinal",
                            "StaticStates.ARRAY",
                            "StaticStates.ATOMIC",
                            "StaticStates.CONCRETE",
                            "StaticStates.LOCAL",
                            "java.util.concurrent.ConcurrentHashMap.<init>")),
            Map.entry(Rule.NO_STANDARD_STREAMS, List.of("System.out", "System.err")),
            Map.entry(Rule.NO_SLEEP, List.of("Thread.sleep(long)", "TimeUnit.sleep(long)")),
            Map.entry(Rule.NO_JAVA_UTIL_LOGGING, List.of("java.util.logging.Logger")),
            Map.entry(Rule.PACKAGES_ARE_NULL_MARKED, List.of("broken.unmarked.Unmarked")),
            Map.entry(Rule.NAMES_SAY_WHAT_A_CLASS_DOES, List.of("StringUtils", "SessionManager", "QueryHelper")));

    private final JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);

    @ParameterizedTest
    @EnumSource
    void reportsEachClassThatBreaksIt(Rule rule) {
        List<String> violations = rule.violations(broken, BROKEN);

        assertThat(EXPECTED.get(rule))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(violations)
                        .anySatisfy(violation -> assertThat(violation).contains(text)));
        assertThat(violations).noneSatisfy(violation -> assertThat(violation).contains("Allowed"));
    }
}
