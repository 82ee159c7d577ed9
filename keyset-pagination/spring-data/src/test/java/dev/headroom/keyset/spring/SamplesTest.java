package dev.headroom.keyset.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.SortKey;
import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.support.WindowIterator;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every sample of the guide and the Javadoc, run; those of a repository and a controller stand in their classes. */
@ExtendWith(ServersExtension.class)
class SamplesTest {

    private static final List<Path> SOURCES = Stream.of("SamplesTest", "SongRepository", "SongController")
            .map(name -> Path.of("src/test/java/dev/headroom/keyset/spring", name + ".java"))
            .toList();

    private SongStore store;
    private SongRepository songs;
    private Keyset<Song> byName;

    @BeforeEach
    void open(Servers servers) {
        store = new SongStore(servers.database(DatabaseKind.H2));
        songs = store.songs;
        byName = new SongOrders().byName(store.entityManagerFactory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void standInTheseTests() {
        assertStands(DocumentedSamples.inMarkdown(Path.of("../../docs/guides/keyset-pagination-spring-data.md")));
        assertStands(DocumentedSamples.inJavadoc(Path.of("src/main/java")));
    }

    private static void assertStands(DocumentedSamples samples) {
        assertThat(samples.count()).isPositive();
        List<String> missing = new ArrayList<>(samples.missingIn(SOURCES.get(0)));
        SOURCES.forEach(source -> missing.retainAll(samples.missingIn(source)));
        assertThat(missing).isEmpty();
    }

    @Configuration
    static class SongOrders {

        private final byte[] secret = SongStore.SECRET;

        // spotless:off
        @Bean
        Keyset<Song> byName(EntityManagerFactory entityManagerFactory) {
            return Keyset.of(Song.class, SortKey.asc("name"))
                    .cursors(CursorCodecs.signed(secret))
                    .maxPageSize(200)
                    .build(entityManagerFactory);
        }
        // spotless:on

        // spotless:off
        @Bean
        KeysetOrders<Song> songOrders(Keyset<Song> byName, Keyset<Song> dearestFirst) {
            return KeysetOrders.of("name", byName).and("price,desc", dearestFirst);
        }
        // spotless:on
    }

    // spotless:off
    @SuppressWarnings("ClassCanBeStatic") // as the guide has it
    @Configuration
    @Import(KeysetProblems.class)
    class Lists implements WebMvcConfigurer {

        private final BeanFactory beans;

        Lists(BeanFactory beans) {
            this.beans = beans;
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new KeysetRequestArgumentResolver(20));
            resolvers.add(KeysetArgumentResolver.ofBeans(beans));
        }
    }
    // spotless:on

    @Test
    void registersResolvers() {
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
        new Lists(new StaticListableBeanFactory()).addArgumentResolvers(resolvers);
        assertThat(resolvers).hasSize(2);
    }

    @Test
    void readsPages() {
        // spotless:off
        KeysetPage<Song> page = songs.page(byName, KeysetRequest.first(5));
        KeysetPage<Song> next = songs.page(byName, page.next().orElseThrow());
        // spotless:on
        assertThat(next).hasSize(5).doesNotContainAnyElementsOf(page.content());
    }

    @Test
    void narrows() {
        int limit = 3;
        String tenant = "tenant-1";
        KeysetRequest request = KeysetRequest.first(50);
        // spotless:off
        KeysetPage<Song> page = songs.query(byName, all -> all
                .where(KeysetFilters.of(cheaperThan(limit)))
                .scope(tenant, limit)
                .page(request));
        // spotless:on
        assertThat(page).hasSize(8).allMatch(song -> song.price < limit);
    }

    private static Specification<Song> cheaperThan(int limit) {
        return (song, query, cb) -> cb.lessThan(song.get("price"), limit);
    }

    @Test
    void offersOrders() {
        Keyset<Song> dearestFirst = store.keyset(SortKey.desc("price"));
        // spotless:off
        KeysetOrders<Song> orders = KeysetOrders.of("name", byName).and("price,desc", dearestFirst);
        // spotless:on
        assertThat(orders.choose("price,desc")).isSameAs(dearestFirst);
    }

    @Test
    void offersOrdersThatAreBeans() {
        Keyset<Song> dearestFirst = store.keyset(SortKey.desc("price"));
        assertThat(new SongOrders().songOrders(byName, dearestFirst).names()).containsExactly("name", "price,desc");
    }

    private record SongItem(long id, String name) {

        static SongItem of(Song song) {
            return new SongItem(song.id(), song.getName());
        }
    }

    @Test
    void answersItems() {
        Keyset<Song> order = byName;
        KeysetRequest request = KeysetRequest.first(1);
        // spotless:off
        KeysetPage<SongItem> page = songs.query(order, all -> all.page(request).map(SongItem::of));
        // spotless:on
        assertThat(page).containsExactly(new SongItem(1, "Song 1"));
    }

    @Test
    void scrolls() {
        // spotless:off
        WindowIterator<Song> all = WindowIterator
                .of(position -> songs.query(byName, query -> KeysetWindows.scroll(query, position, 100)))
                .startingAt(ScrollPosition.keyset());
        // spotless:on
        List<Song> read = new ArrayList<>();
        all.forEachRemaining(read::add);
        assertThat(read).hasSize(12);
    }

    @Test
    void slices() {
        // spotless:off
        Slice<Song> first = songs.query(byName, query -> KeysetSlices.slice(query, Pageable.ofSize(5)));
        Slice<Song> second = songs.query(byName, query -> KeysetSlices.slice(query, first.nextPageable()));
        // spotless:on
        assertThat(second).hasSize(5).doesNotContainAnyElementsOf(first);
    }

    @Test
    void sorts() {
        Sort sort = Sort.by("price").descending();
        // spotless:off
        List<SortKey> keys = SortKeys.of(sort, List.of("name", "price"));
        // spotless:on
        assertThat(keys).containsExactly(SortKey.desc("price"));
    }
}
