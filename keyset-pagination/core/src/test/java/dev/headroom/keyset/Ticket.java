package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.ParamDef;

/** A table and columns whose names have to be quoted or are long, a computed attribute, and a filter. */
@Entity
@Table(name = "`Order`", schema = "Stage")
@FilterDef(name = "seller", parameters = @ParamDef(name = "name", type = String.class))
@Filter(name = "seller", condition = "seller = :name")
class Ticket {

    @Id
    Long id;

    @Column(name = "`group`", nullable = false)
    String group;

    @Column(nullable = false)
    String seller;

    @Column(nullable = false)
    int aRatherLongNameOfAColumnThatFillsAnIndexName;

    @Column(nullable = false)
    int aRatherLongNameOfAColumnThatFillsAnIndexToo;

    @Formula("length(seller)")
    int width;
}
