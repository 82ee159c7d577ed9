package dev.headroom.examples.musicstore.data;

import java.sql.Connection;
import java.sql.SQLException;

/** Something that an empty store can be filled with. */
interface StoreContents {

    /** Where the rows come from, so that the same are not loaded twice. */
    DataOrigin origin();

    /** Writes all rows in the connection's transaction, in any order of tables. */
    void load(Connection connection) throws SQLException;
}
