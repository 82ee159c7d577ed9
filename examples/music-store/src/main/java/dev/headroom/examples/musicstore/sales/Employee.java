package dev.headroom.examples.musicstore.sales;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Somebody who works in the store. */
@Entity
@Table(name = "employee")
public class Employee {

    @Id
    @Column(name = "employee_id")
    private int id;

    @Column(nullable = false)
    private String lastName;

    @Column(nullable = false)
    private String firstName;

    @Column
    private @Nullable String title;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "reports_to")
    private @Nullable Employee reportsTo;

    @Column
    private @Nullable LocalDateTime birthDate;

    @Column
    private @Nullable LocalDateTime hireDate;

    @Column
    private @Nullable String address;

    @Column
    private @Nullable String city;

    @Column
    private @Nullable String state;

    @Column
    private @Nullable String country;

    @Column
    private @Nullable String postalCode;

    @Column
    private @Nullable String phone;

    @Column
    private @Nullable String fax;

    @Column
    private @Nullable String email;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Employee() {}

    /**
     * The superior.
     *
     * @return the employee, or null at the top
     */
    public @Nullable Employee getReportsTo() {
        return reportsTo;
    }
}
