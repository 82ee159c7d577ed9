package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;

/** A row of which a session can hide some by a filter of its own. */
@Entity
@FilterDef(name = "shop", parameters = @ParamDef(name = "shops", type = Integer.class))
@FilterDef(name = "visible", autoEnabled = true)
@Filter(name = "shop", condition = "shop in (:shops)")
@Filter(name = "visible", condition = "shop <> 0")
class Listing {

    static final List<Integer> TWO_SHOPS = List.of(1, 2);

    @Id
    Long id;

    @Column(nullable = false)
    int shop;
}
