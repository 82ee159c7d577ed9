package dev.headroom.retry.internal.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.persister.entity.mutation.EntityTableMapping;

/**
 * Whether one statement of ours does all that Hibernate does when a managed entity is changed. It does not where Hibernate
 * writes other tables, writes what nobody has set, sends SQL of the mapping's, looks at conditions, or tells somebody.
 *
 * @param updates whether one that changes columns does
 * @param deletes whether one that removes the row does
 */
public record OneStatement(boolean updates, boolean deletes) {

    public static OneStatement of(EntityPersister persister) {
        List<EntityPersister> all = new ArrayList<>(List.of(persister));
        for (EntityMappingType subtype : persister.getSubMappingTypes()) {
            all.add(subtype.getEntityPersister());
        }
        boolean isRow = all.stream().allMatch(OneStatement::isRow);
        return new OneStatement(
                isRow && all.stream().allMatch(OneStatement::isUpdate),
                isRow && all.stream().allMatch(OneStatement::isDelete));
    }

    /** One row of one table, which nothing hides, and whose columns are the attributes. */
    private static boolean isRow(EntityPersister persister) {
        return persister.getSqmMultiTableMutationStrategy() == null
                && persister.getSoftDeleteMapping() == null
                && !persister.hasWhereRestrictions()
                && !persister.hasFilterForLoadByKey()
                && !anyEmbeddable(persister, parts -> parts.getAggregateMapping() != null);
    }

    private static boolean isUpdate(EntityPersister persister) {
        return Arrays.stream(persister.getGenerators()).noneMatch(OneStatement::writesOnUpdate)
                && hasNoSql(persister, table -> table.getUpdateDetails().getCustomSql() == null)
                && !Listeners.hearUpdates(persister);
    }

    /** The version's is not among these. */
    private static boolean writesOnUpdate(Generator generator) {
        return generator != null && generator.generatesOnUpdate();
    }

    private static boolean isDelete(EntityPersister persister) {
        return !persister.hasCascadeDelete()
                && !ownsCollections(persister)
                && !anyEmbeddable(persister, OneStatement::ownsCollections)
                && hasNoSql(persister, table -> table.getDeleteDetails().getCustomSql() == null)
                && !Listeners.hearDeletions(persister);
    }

    private static boolean hasNoSql(EntityPersister persister, Predicate<EntityTableMapping> test) {
        boolean[] none = {true};
        ((EntityMutationTarget) persister).forEachMutableTable(table -> none[0] &= test.test(table));
        return none[0];
    }

    /** In tables of their own, or by foreign keys of their elements. */
    private static boolean ownsCollections(ManagedMappingType type) {
        boolean[] found = {false};
        type.forEachAttributeMapping(attribute -> {
            if (attribute instanceof PluralAttributeMapping collection) {
                found[0] |= !collection.getCollectionDescriptor().isInverse();
            }
        });
        return found[0];
    }

    private static boolean anyEmbeddable(ManagedMappingType type, Predicate<EmbeddableMappingType> test) {
        boolean[] found = {false};
        type.forEachAttributeMapping(attribute -> {
            if (attribute instanceof EmbeddedAttributeMapping embedded) {
                EmbeddableMappingType parts = Objects.requireNonNull(embedded.getEmbeddableTypeDescriptor());
                found[0] |= test.test(parts) || anyEmbeddable(parts, test);
            }
        });
        return found[0];
    }
}
