package dev.headroom.keyset.internal.order;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * What the mapping says is never null and the database does not: keys, and associations on the way to them. A condition such
 * as {@code name > ?} leaves nulls out, and so does an inner join, so a walk would end without those rows and without a word.
 *
 * <p>The database is asked once: when the keyset is built, or, if it cannot be asked then, when a walk first comes to an end
 * of its list.
 */
public final class DoubtedKeys {

    private final EntityMappingType entity;
    private final List<Doubt> doubts;
    private volatile @Nullable List<Doubt> doubted;

    /**
     * @param ids the paths of what the primary key is made of, which is never null
     */
    public DoubtedKeys(EntityMappingType entity, List<Key> keys, List<String> ids) {
        this.entity = entity;
        this.doubts = keys.stream()
                .flatMap(key -> Doubt.of(key).stream())
                .filter(doubt -> doubt.steps().isEmpty() || !ids.contains(doubt.path()))
                .toList();
    }

    /** Asks the database now, so that no page has to. It need not be there yet, and a tenant may be missing. */
    public void lookUp(SessionFactoryImplementor factory) {
        if (doubts.isEmpty()) {
            doubted = List.of();
            return;
        }
        try (Session session = factory.openSession()) {
        among(session);
        } catch (HibernateException notNow) {
            doubted = null;
        }
    }

    /** Those that are known; empty if the database was not asked yet. */
    public List<Doubt> known() {
        List<Doubt> known = doubted;
        return known == null ? List.of() : known;
    }

    /**
     * Those by which rows may have been left out.
     *
     * @param compared whether the rows were found by comparisons; if not, only joins can lose some
     */
    public List<Doubt> among(Session session, boolean compared) {
        return among(session).stream()
                .filter(doubt -> compared || doubt.joined())
                .toList();
    }

    private List<Doubt> among(Session session) {
        List<Doubt> known = doubted;
        if (known == null) {
            known = session.doReturningWork(this::lookUp);
            doubted = known;
        }
        return known;
    }

    private List<Doubt> lookUp(Connection connection) throws SQLException {
        Map<String, Map<String, Doubt>> byTable = new LinkedHashMap<>();
        List<Doubt> found = new ArrayList<>();
        for (Doubt doubt : doubts) {
            List<SelectableMapping> columns = columns(doubt);
            if (columns.isEmpty()) {
                found.add(doubt);
            }
            columns.forEach(column -> byTable.computeIfAbsent(
                            column.getContainingTableExpression(), table -> new LinkedHashMap<>())
                    .put(column.getSelectionExpression(), doubt));
        }
        for (Map.Entry<String, Map<String, Doubt>> table : byTable.entrySet()) {
            found.addAll(nullable(table.getKey(), table.getValue(), connection));
        }
        return found.stream().distinct().toList();
    }

    /** Empty for what no table says: an expression, a formula, a hierarchy that is read from a subquery. */
    private List<SelectableMapping> columns(Doubt doubt) {
        ModelPart part = doubt.steps().isEmpty() ? null : entity.findByPath(doubt.path());
        List<SelectableMapping> columns = new ArrayList<>();
        if (part instanceof ToOneAttributeMapping toOne && doubt.joined()) {
            if (toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY) {
                toOne.getForeignKeyDescriptor().getKeyPart().forEachSelectable((place, column) -> columns.add(column));
            }
        } else if (part instanceof BasicValuedModelPart column) {
            columns.add(column);
        }
        boolean told = columns.stream()
                .noneMatch(column -> column.isFormula()
                        || column.getContainingTableExpression().startsWith("("));
        return told ? columns : List.of();
    }

    private static List<Doubt> nullable(String table, Map<String, Doubt> columns, Connection connection)
            throws SQLException {
        String names = String.join(", ", columns.keySet());
        List<Doubt> found = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("select " + names + " from " + table + " where 1 = 0");
                ResultSet none = statement.executeQuery()) {
            int place = 0;
            for (Doubt doubt : columns.values()) {
                if (none.getMetaData().isNullable(++place) != ResultSetMetaData.columnNoNulls) {
                    found.add(doubt);
                }
            }
        }
        return found;
    }
}
