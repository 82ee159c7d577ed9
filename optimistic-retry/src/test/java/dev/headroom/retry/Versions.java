package dev.headroom.retry;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Entities with versions and ids of all kinds. */
final class Versions extends RecordedStore {

    Versions(Database database) {
        super(
                database,
                OfInt.class,
                OfLong.class,
                OfShort.class,
                OfInteger.class,
                OfInstant.class,
                OfLocalDateTime.class,
                OfTimestamp.class,
                OfEmbeddedId.class,
                OfTwoIds.class);
    }

    @MappedSuperclass
    abstract static class Document {
        @Id
        Long id;

        int pages;
    }

    @Entity(name = "OfInt")
    static class OfInt extends Document {
        @Version
        int version;
    }

    @Entity(name = "OfLong")
    static class OfLong extends Document {
        @Version
        long version;
    }

    @Entity(name = "OfShort")
    static class OfShort extends Document {
        @Version
        short version;
    }

    @Entity(name = "OfInteger")
    static class OfInteger extends Document {
        @Version
        @Nullable Integer version;
    }

    @Entity(name = "OfInstant")
    static class OfInstant extends Document {
        @Version
        @Nullable Instant version;
    }

    @Entity(name = "OfLocalDateTime")
    static class OfLocalDateTime extends Document {
        @Version
        @Nullable LocalDateTime version;
    }

    @Entity(name = "OfTimestamp")
    static class OfTimestamp extends Document {
        @Version
        @Nullable Timestamp version;
    }

    @Embeddable
    record Place(String shelf, int position) {}

    @Entity(name = "OfEmbeddedId")
    static class OfEmbeddedId {
        @EmbeddedId
        Place id;

        int pages;

        @Version
        int version;
    }

    record Two(String shelf, int position) {}

    @Entity(name = "OfTwoIds")
    @IdClass(Two.class)
    static class OfTwoIds {
        @Id
        String shelf;

        @Id
        int position;

        int pages;

        @Version
        int version;
    }
}
