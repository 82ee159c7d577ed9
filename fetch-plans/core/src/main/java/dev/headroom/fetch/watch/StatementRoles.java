package dev.headroom.fetch.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Associations that are recognized by the statement that loads them, because Hibernate calls no listener: one-to-one
 * ones whose foreign key is in the other table, which it loads row by row, and those that a stateless session fetches.
 */
final class StatementRoles {

    private record Candidate(String role, String from, List<String> where) {
        boolean fits(String sql) {
            return sql.contains(from) && where.stream().allMatch(sql::contains);
        }
    }

    private final List<Candidate> inverse = new ArrayList<>();
    private final List<Candidate> fetched = new ArrayList<>();

    StatementRoles(SessionFactoryImplementor factory) {
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            for (int i = 0; i < entity.getNumberOfAttributeMappings(); i++) {
                add(entity, entity.getAttributeMapping(i));
            }
        });
    }

    private void add(EntityPersister entity, AttributeMapping attribute) {
        if (entity.getSuperMappingType() != null && attribute.getDeclaringType() != entity) {
            return;
        }
        String role = Roles.nameOf(entity) + "." + attribute.getAttributeName();
        if (attribute instanceof PluralAttributeMapping plural) {
            fetched.add(byKey(role, plural.getKeyDescriptor()));
        } else if (attribute instanceof EntityAssociationMapping reference) {
            ForeignKeyDescriptor key = reference.getForeignKeyDescriptor();
            if (reference.getSideNature() == Nature.TARGET) {
                inverse.add(byKey(role, key));
            } else {
                fetched.add(candidate(role, key.getTargetTable(), key.getTargetPart()));
            }
        }
    }

    private static Candidate byKey(String role, ForeignKeyDescriptor key) {
        return candidate(role, key.getKeyTable(), key.getKeyPart());
    }

    private static Candidate candidate(String role, String table, ValuedModelPart columns) {
        List<String> where = IntStream.range(0, columns.getJdbcTypeCount())
                .mapToObj(i -> "." + lower(columns.getSelectable(i).getSelectionExpression()) + "=?")
                .toList();
        return new Candidate(role, " from " + lower(table) + " ", where);
    }

    /** Which inverse one-to-one a statement loads; null if that is not clear. */
    @Nullable String inverse(String sql) {
        return only(inverse, sql);
    }

    /** Which association a fetch of a stateless session loads; null if that is not clear. */
    @Nullable String fetched(String sql) {
        return only(fetched, sql);
    }

    private static @Nullable String only(List<Candidate> candidates, String sql) {
        String statement = lower(sql);
        List<Candidate> fitting =
                candidates.stream().filter(one -> one.fits(statement)).toList();
        return fitting.size() == 1 ? fitting.get(0).role() : null;
    }

    private static String lower(String sql) {
        return sql.toLowerCase(Locale.ROOT);
    }
}
