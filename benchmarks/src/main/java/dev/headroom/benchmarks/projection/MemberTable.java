package dev.headroom.benchmarks.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** A hundred members with pictures. */
final class MemberTable {

    static final int MEMBERS = 100;
    private static final int PICTURE_BYTES = 20 * 1024 / 4 * 3;

    private MemberTable() {}

    static void fill(DataSource dataSource) throws SQLException {
        Random random = new Random(1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into Member (id, name, email, picture) values (?, ?, ?, ?)")) {
            for (MemberItem member : expected()) {
                byte[] picture = new byte[PICTURE_BYTES];
                random.nextBytes(picture);
                statement.setLong(1, member.id());
                statement.setString(2, member.name());
                statement.setString(3, member.email());
                statement.setString(4, Base64.getEncoder().encodeToString(picture));
                statement.execute();
            }
        }
    }

    static List<MemberItem> expected() {
        return LongStream.rangeClosed(1, MEMBERS)
                .mapToObj(id -> new MemberItem(id, "Member " + id, "member" + id + "@example.org"))
                .toList();
    }
}
