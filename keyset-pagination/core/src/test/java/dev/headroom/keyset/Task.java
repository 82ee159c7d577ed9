package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row with an enum in every kind of column that Hibernate makes for it. */
@Entity
class Task {

    /** Alphabetical and declared order differ. */
    enum State {
        NEW,
        OPEN,
        DONE
    }

    @Id
    Long id;

    /** Text, or {@code enum(…)} where the database has it. */
    @Column(nullable = false)
    @Enumerated(EnumType.STRING)
    State byName;

    @Column(nullable = false)
    @Enumerated(EnumType.ORDINAL)
    State byNumber;

    @Column(nullable = false, columnDefinition = "varchar(10)")
    @Enumerated(EnumType.STRING)
    State asText;

    @Column(nullable = false, length = 10)
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    State asVarchar;

    @Embedded
    Review review = new Review();

    protected Task() {}

    Task(long id, State state) {
        this.id = id;
        this.byName = state;
        this.byNumber = state;
        this.asText = state;
        this.asVarchar = state;
        this.review.verdict = state;
    }

    @Embeddable
    static class Review {

        @Column(nullable = false)
        @Enumerated(EnumType.STRING)
        State verdict;
    }
}
