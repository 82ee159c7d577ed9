package dev.headroom.benchmarks.projection;

import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.projection.Contender.Answer;
import dev.headroom.projection.Projection;
import dev.headroom.projection.jackson.JsonRows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import javax.sql.DataSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Members as JSON: without their pictures, or as whole entities. */
final class MemberLists {

    private final DataSource dataSource;
    private final EntityManagerFactory entityManagers;

    MemberLists(DataSource dataSource, EntityManagerFactory entityManagers) {
        this.dataSource = dataSource;
        this.entityManagers = entityManagers;
    }

    List<Contender> all() {
        return List.of(floor(), headroom(), entities());
    }

    private Contender floor() {
        return new Contender(Results.FLOOR, () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement =
                            connection.prepareStatement("select m.id, m.name, m.email from Member m order by m.id");
                    ResultSet row = statement.executeQuery();
                    JsonGenerator json = JsonMapper.shared().createGenerator(bytes)) {
                json.writeStartArray();
                while (row.next()) {
                    json.writeStartObject();
                    json.writeNumberProperty("id", row.getLong(1));
                    json.writeStringProperty("name", row.getString(2));
                    json.writeStringProperty("email", row.getString(3));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            return new Json(bytes.toByteArray());
        });
    }

    private Contender headroom() {
        Projection<Member, MemberItem> items =
                Projection.of(Member.class, MemberItem.class).build(entityManagers);
        return new Contender("headroom", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                items.query(entityManager).orderBy("id").writeTo(JsonRows.array(bytes));
            }
            return new Json(bytes.toByteArray());
        });
    }

    private Contender entities() {
        return new Contender("entities-databind", () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                return new Json(ProductTable.JSON.writeValueAsBytes(entityManager
                        .createQuery("from Member m order by m.id", Member.class)
                        .getResultList()));
            }
        });
    }

    /** An answer as it would go to a browser; what it shows of members is compared. */
    static final class Json implements Answer {

        private final byte[] bytes;

        Json(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public Object value() {
            return List.of(ProductTable.JSON.readValue(bytes, MemberItem[].class));
        }
    }
}
