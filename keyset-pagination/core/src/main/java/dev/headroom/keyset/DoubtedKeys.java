package dev.headroom.keyset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the mapping says are never null and the database does not. A condition such as {@code name > ?} leaves their
 * nulls out, so a walk would end without those rows and without a word.
 *
 * <p>The database is asked once: when the keyset is built, or, if it cannot be asked then, when a walk first comes to an end
 * of its list.
 */
final class DoubtedKeys {

    private final EntityMappingType entity;
    private final List<Key> keys;
    private volatile @Nullable List<Key> doubted;

    /**
     * @param ids the paths of what the primary key is made of, which is never null
     */
    DoubtedKeys(EntityMappingType entity, List<Key> keys, List<String> ids) {
        this.entity = entity;
        this.keys = keys.stream()
                .filter(key -> !key.nullable())
                .filter(key -> key.path() == null || !ids.contains(key.sortKey().path()))
                .toList();
    }

    /** Asks the database now, so that no page has to. It need not be there yet, and a tenant may be missing. */
    void lookUp(SessionFactoryImplementor factory) {
        if (keys.isEmpty()) {
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
    List<Key> known() {
        List<Key> known = doubted;
        return known == null ? List.of() : known;
    }

    List<Key> among(Session session) {
        List<Key> known = doubted;
        if (known == null) {
            known = session.doReturningWork(this::lookUp);
            doubted = known;
        }
        return known;
    }

    private List<Key> lookUp(Connection connection) throws SQLException {
        Map<String, List<Key>> byTable = new LinkedHashMap<>();
        List<Key> found = new ArrayList<>();
        for (Key key : keys) {
            BasicValuedModelPart column = column(key);
            if (column == null) {
                found.add(key);
            } else {
                byTable.computeIfAbsent(column.getContainingTableExpression(), table -> new ArrayList<>())
                        .add(key);
            }
        }
        for (Map.Entry<String, List<Key>> table : byTable.entrySet()) {
            found.addAll(nullable(table.getKey(), table.getValue(), connection));
        }
        return List.copyOf(found);
    }

    /** Null for what no table says: an expression, a formula, a hierarchy that is read from a subquery. */
    private @Nullable BasicValuedModelPart column(Key key) {
        return key.path() != null
                        && entity.findByPath(key.sortKey().path()) instanceof BasicValuedModelPart column
                        && !column.isFormula()
                        && !column.getContainingTableExpression().startsWith("(")
                ? column
                : null;
    }

    private List<Key> nullable(String table, List<Key> ofTable, Connection connection) throws SQLException {
        String columns = ofTable.stream()
                .map(key -> Objects.requireNonNull(column(key)).getSelectionExpression())
                .collect(Collectors.joining(", "));
        List<Key> found = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("select " + columns + " from " + table + " where 1 = 0");
                ResultSet none = statement.executeQuery()) {
            for (int key = 0; key < ofTable.size(); key++) {
                if (none.getMetaData().isNullable(key + 1) != ResultSetMetaData.columnNoNulls) {
                    found.add(ofTable.get(key));
                }
            }
        }
        return found;
    }
}
