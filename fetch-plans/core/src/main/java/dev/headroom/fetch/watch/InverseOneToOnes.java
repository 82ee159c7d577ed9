package dev.headroom.fetch.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * One-to-one associations whose foreign key is in the other table. Hibernate cannot make them lazy, because only the other
 * table knows whether there is somebody, and loads them row by row without an event. So they are recognized by their
 * statement.
 */
final class InverseOneToOnes {

    private record Candidate(String role, String from, List<String> where) {
        boolean fits(String sql) {
            return sql.contains(from) && where.stream().allMatch(sql::contains);
        }
    }

    private final List<Candidate> candidates = new ArrayList<>();

    InverseOneToOnes(SessionFactoryImplementor factory) {
        factory.getMappingMetamodel()
                .forEachEntityDescriptor(entity -> of(entity).forEach(candidates::add));
    }

    private static Stream<Candidate> of(EntityPersister entity) {
        return IntStream.range(0, entity.getNumberOfAttributeMappings())
                .mapToObj(entity::getAttributeMapping)
                .filter(EntityAssociationMapping.class::isInstance)
                .map(EntityAssociationMapping.class::cast)
                .filter(association -> association.getSideNature() == ForeignKeyDescriptor.Nature.TARGET)
                .map(association -> candidate(entity, association));
    }

    private static Candidate candidate(EntityPersister entity, EntityAssociationMapping association) {
        ForeignKeyDescriptor key = association.getForeignKeyDescriptor();
        List<String> where = IntStream.range(0, key.getJdbcTypeCount())
                .mapToObj(i -> "." + lower(key.getKeyPart().getSelectable(i).getSelectionExpression()) + "=?")
                .toList();
        return new Candidate(
                Roles.nameOf(entity) + "." + association.getFetchableName(),
                " from " + lower(key.getKeyTable()) + " ",
                where);
    }

    /** Which of them a statement loads; null if that is not clear. */
    @Nullable String role(String sql) {
        String statement = lower(sql);
        List<Candidate> fitting =
                candidates.stream().filter(one -> one.fits(statement)).toList();
        return fitting.size() == 1 ? fitting.get(0).role() : null;
    }

    private static String lower(String sql) {
        return sql.toLowerCase(Locale.ROOT);
    }
}
