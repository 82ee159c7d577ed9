package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row with an enum in a column of a type that the database has made for it, its values in their declared order. */
@Entity
class NamedTask {

    @Id
    Long id;

    @Column(nullable = false)
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM)
    Task.State state;

    protected NamedTask() {}

    NamedTask(long id, Task.State state) {
        this.id = id;
        this.state = state;
    }
}
