package dev.headroom.fetch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.FetchPlan;
import dev.headroom.fetch.FetchPlanBuilder;
import dev.headroom.fetch.watch.Archive.Box;
import dev.headroom.fetch.watch.Archive.Folder;
import dev.headroom.fetch.watch.Archive.Page;
import dev.headroom.fetch.watch.Archive.Sheet;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.platform.commons.support.ReflectionSupport;
import org.springframework.samples.clinic.Clinic;

/**
 * That the line which a finding gives is true for the query that ran: it is applied, and the selects are counted again.
 */
@EachDatabase
class AdviceTest {

    @Parameter
    Archive archive;

    private QueryRecording record(Consumer<EntityManager> work) {
        try (QueryWatch watch = QueryWatch.install(archive.entityManagers);
                QueryRecording queries = watch.open()) {
            archive.run(work);
            return queries;
        }
    }

    /** Runs a query by the plan that the report says, as often as it says one. */
    private <T> void assertMends(Class<T> root, Function<EntityManager, TypedQuery<T>> query, Consumer<T> look) {
        QueryRecording without = record(em -> query.apply(em).getResultList().forEach(look));
        assertThat(without.nPlusOnes()).isNotEmpty();
        FetchPlanBuilder<T> builder = FetchPlan.of(root);
        for (NPlusOne found : without.nPlusOnes()) {
            assertThat(found.root()).as(found.toString()).isEqualTo(root.getSimpleName());
            builder.fetch(paths(found.fix()).toArray(String[]::new));
        }
        FetchPlan<T> plan = builder.build(archive.entityManagers);
        QueryRecording with = record(em -> plan.list(query.apply(em)).forEach(look));
        assertThat(with.nPlusOnes()).as(without.nPlusOnes().toString()).isEmpty();
        assertThat(with.selects()).isLessThanOrEqualTo(plan.explain().listStatements());
        assertThat(with.selects()).isLessThan(without.selects());
        // Each line by itself makes it no worse.
        for (NPlusOne found : without.nPlusOnes()) {
            FetchPlan<T> one = FetchPlan.of(root)
                    .fetch(paths(found.fix()).toArray(String[]::new))
                    .build(archive.entityManagers);
            assertThat(record(em -> one.list(query.apply(em)).forEach(look)).selects())
                    .as(found.toString())
                    .isLessThan(without.selects());
        }
    }

    private static List<String> paths(String fix) {
        List<String> paths = new ArrayList<>();
        for (Matcher quoted = Pattern.compile("\"([^\"]+)\"").matcher(fix); quoted.find(); ) {
            paths.add(quoted.group(1));
        }
        return paths;
    }

    @Test
    void theLineKeepsWhatTheMappingLoads() {
        assertMends(Folder.class, em -> em.createQuery("from Folder", Folder.class), Archive::look);
    }

    /**
     * A touch loads a sheet with its eager associations by one statement; a plan for the sheet alone leaves them lazy.
     */
    @Test
    void theLineKeepsWhatIsEagerBehindWhatItLoads() {
        assertMends(Page.class, em -> em.createQuery("from Page", Page.class), page -> {
            Sheet sheet = (Sheet) Hibernate.unproxy(page.sheet);
            sheet.checker.name();
            Hibernate.initialize(sheet.pages);
        });
    }

    @Test
    void theLineBeginsAtTheQuerysRoot() {
        assertMends(
                Sheet.class,
                em -> em.createQuery(
                        "from Sheet s join fetch s.checker join fetch s.folder f join fetch f.owner join fetch f.sheets",
                        Sheet.class),
                sheet -> sheet.stamp.name());
        QueryRecording queries = record(em -> {
            em.createQuery("from Folder f join fetch f.sheets", Folder.class).getResultList();
            em.createQuery("from Sheet", Sheet.class).getResultList().forEach(sheet -> sheet.stamp.name());
        });
        assertThat(queries.nPlusOnes())
                .filteredOn(found -> found.role().equals("Sheet.stamp"))
                .singleElement()
                .extracting(NPlusOne::root)
                .isEqualTo("Sheet");
    }

    /** Not at a subclass of which some rows are, whose plan would not take the query. */
    @Test
    void theLineForAnEmbeddableBeginsAtTheClassThatHasIt() {
        archive.fillBoxes();
        assertMends(Box.class, em -> em.createQuery("from Box order by id", Box.class), box -> box.side.stamp.name());
    }

    @Test
    void theLineForAnEagerReferenceBeginsAtTheQuerysRoot() {
        assertMends(
                Page.class, em -> em.createQuery("from Page", Page.class), page -> Hibernate.initialize(page.sheet));
    }

    @Test
    void anEagerCollectionIsNotReportedAsWhatALoaderFixes() {
        QueryRecording queries =
                record(em -> em.createQuery("from Sheet", Sheet.class).getResultList());
        assertThat(queries.nPlusOnes())
                .filteredOn(found -> found.role().equals("Sheet.pages"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.cause()).isEqualTo(NPlusOne.Cause.EAGER_MAPPING);
                    assertThat(found)
                            .asString()
                            .endsWith("its mapping is eager, so that load() comes too late: run the query itself by the"
                                    + " list(query) of FetchPlan.of(Sheet.class).fetch(\"pages\", \"checker\"), or make"
                                    + " Sheet.pages lazy");
                });
    }

    @Test
    void findsWhatAStatelessSessionFetchesOneByOne() {
        QueryRecording queries = stateless(session -> session.createQuery("from Folder", Folder.class)
                .getResultList()
                .forEach(folder -> session.fetch(folder.sheets)));
        assertThat(queries.nPlusOnes())
                .filteredOn(found -> found.role().equals("Folder.sheets"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.cause()).isEqualTo(NPlusOne.Cause.STATELESS_FETCH);
                    assertThat(found.statements()).isEqualTo(Archive.FOLDERS);
                    assertThat(found)
                            .asString()
                            .endsWith(
                                    "a StatelessSession fetches one at a time: run the query itself by the list(query) of"
                                            + " FetchPlan.of(Folder.class).fetch(\"sheets\", node -> node.join())");
                });
        QueryRecording references = stateless(session -> session.createQuery("from Sheet", Sheet.class)
                .getResultList()
                .forEach(sheet -> session.fetch(sheet.stamp)));
        assertThat(references.nPlusOnes()).extracting(NPlusOne::role).contains("Sheet.stamp");
        FetchPlan<Folder> joined =
                FetchPlan.of(Folder.class).fetch("sheets", node -> node.join()).build(archive.entityManagers);
        assertThat(stateless(session -> joined.list(session.createQuery("from Folder", Folder.class))
                                .forEach(folder -> session.fetch(folder.sheets)))
                        .nPlusOnes())
                .extracting(NPlusOne::role)
                .doesNotContain("Folder.sheets");
    }

    private QueryRecording stateless(Consumer<StatelessSession> work) {
        try (QueryWatch watch = QueryWatch.install(archive.entityManagers);
                QueryRecording queries = watch.open();
                StatelessSession session =
                        archive.entityManagers.unwrap(SessionFactory.class).openStatelessSession()) {
            work.accept(session);
            return queries;
        }
    }

    @Test
    void namesApplicationsInPackagesThatBeginLikeSprings() {
        QueryRecording queries = record(em -> {
            List<Folder> folders = em.createQuery("from Folder", Folder.class).getResultList();
            folders.forEach(folder -> assertThat(Clinic.size(folder.sheets)).isEqualTo(Archive.FILES));
        });
        assertThat(queries.nPlusOnes())
                .filteredOn(found -> found.role().equals("Folder.sheets"))
                .singleElement()
                .extracting(found -> found.callSite().name())
                .isEqualTo("Clinic.size");
    }

    /** JUnit's reflection touches the collection, and the application asked it to. */
    @Test
    void namesWhatIsBehindAFramework() throws NoSuchMethodException {
        Method size = List.class.getMethod("size");
        QueryRecording queries = record(em -> em.createQuery("from Folder", Folder.class)
                .getResultList()
                .forEach(folder -> assertThat(ReflectionSupport.invokeMethod(size, folder.sheets))
                        .isEqualTo(Archive.FILES)));
        assertThat(queries.nPlusOnes())
                .filteredOn(found -> found.role().equals("Folder.sheets"))
                .singleElement()
                .extracting(found -> found.callSite().name())
                .isEqualTo("AdviceTest.namesWhatIsBehindAFramework");
    }

    @Test
    void tooManySelectsAreListed() {
        QueryRecording queries = record(em -> em.createQuery("from Folder", Folder.class)
                .getResultList()
                .forEach(folder -> Hibernate.initialize(folder.sheets)));
        assertThatThrownBy(() -> queries.assertSelects(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Folder.sheets (N+1)")
                .hasMessageContaining("\nThe selects:\n  1 x select")
                .hasMessageContaining("\n  " + Archive.FOLDERS + " x select");
    }

    /** As languages without checked exceptions throw it. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException unchecked(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void whatAListenerThrowsReachesNoCaller() {
        List<Object> heard = new ArrayList<>();
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(QueryWatch.class.getName());
        logger.addHandler(handler);
        try (QueryWatch watch = QueryWatch.install(archive.entityManagers)) {
            watch.sample(1, found -> {
                heard.add(found);
                throw unchecked(new IOException("listener"));
            });
            for (int session = 0; session < 2; session++) {
                archive.run(em -> em.createQuery("from Folder", Folder.class)
                        .getResultList()
                        .forEach(folder -> Hibernate.initialize(folder.sheets)));
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(heard).hasSizeGreaterThan(1);
        assertThat(logged).hasSize(1);
    }
}
