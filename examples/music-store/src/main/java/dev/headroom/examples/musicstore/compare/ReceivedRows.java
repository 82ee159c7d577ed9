package dev.headroom.examples.musicstore.compare;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Counts the columns of results, the rows that are taken from results, and the bytes of PostgreSQL's {@code DataRow} messages that brought them. What
 * else comes with an answer, such as the names of the columns, is not counted.
 */
final class ReceivedRows {

    /** The kind of message, its length, and the number of columns. */
    private static final int MESSAGE_BYTES = 1 + 4 + 2;

    private static final int LENGTH_BYTES = 4;

    private int columns;
    private long rows;
    private long bytes;

    /** Of all results together. */
    int columns() {
        return columns;
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    ResultSet counting(ResultSet result) throws SQLException {
        columns += result.getMetaData().getColumnCount();
        return (ResultSet) Proxy.newProxyInstance(
                ReceivedRows.class.getClassLoader(), new Class<?>[] {ResultSet.class}, (proxy, method, arguments) -> {
                    Object returned;
                    try {
                        returned = method.invoke(result, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("next") && Boolean.TRUE.equals(returned)) {
                        count(result);
                    }
                    return returned;
                });
    }

    /** The driver gives the bytes of a value as they came, whatever its type but {@code bytea}; a null has none. */
    private void count(ResultSet row) throws SQLException {
        rows++;
        bytes += MESSAGE_BYTES;
        int columns = row.getMetaData().getColumnCount();
        for (int column = 1; column <= columns; column++) {
            byte[] value = row.getBytes(column);
            bytes += LENGTH_BYTES + (value == null ? 0 : value.length);
        }
    }
}
