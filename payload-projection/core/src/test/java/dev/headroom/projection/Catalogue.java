package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Works with subclasses, in one table; people with subclasses, joined; and charts that list works. */
final class Catalogue extends RecordedStore {

    Catalogue(Database database) {
        super(database, Work.class, Song.class, Film.class, Person.class, Singer.class, Director.class, Chart.class);
    }

    void fill() {
        write(em -> {
            Singer singer = new Singer();
            singer.id = 1;
            singer.name = "Ann";
            singer.voice = "alto";
            Director director = new Director();
            director.id = 2;
            director.name = "Bob";
            director.films = 7;
            Song song = new Song();
            song.id = 1;
            song.name = "Song";
            song.milliseconds = 1000;
            song.singer = singer;
            song.author = singer;
            song.verses.addAll(Set.of("la"));
            Film film = new Film();
            film.id = 2;
            film.name = "Film";
            film.minutes = 90;
            film.author = director;
            Work other = new Work();
            other.id = 3;
            other.name = "Other";
            Chart chart = new Chart();
            chart.id = 1;
            List.of(singer, director, song, film, other, chart).forEach(em::persist);
            song.chart = chart;
            film.chart = chart;
        });
        statements.clear();
    }

    @Entity(name = "Work")
    static class Work {
        @Id
        long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Person author;

        @ManyToOne(fetch = FetchType.LAZY)
        Chart chart;
    }

    @Entity(name = "Song")
    static class Song extends Work {
        int milliseconds;

        @ManyToOne(fetch = FetchType.LAZY)
        Singer singer;

        @ElementCollection
        Set<String> verses = new HashSet<>();
    }

    @Entity(name = "Film")
    @DiscriminatorValue("F")
    static class Film extends Work {
        int minutes;
    }

    @Entity(name = "Person")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Person {
        @Id
        long id;

        String name;
    }

    @Entity(name = "Singer")
    static class Singer extends Person {
        String voice;
    }

    @Entity(name = "Director")
    static class Director extends Person {
        int films;
    }

    @Entity(name = "Chart")
    static class Chart {
        @Id
        long id;

        @OneToMany(mappedBy = "chart")
        List<Work> works = new ArrayList<>();
    }
}
