"""Matches people to the roles of a ladder on Spark, by `ladder match --stdin` in every partition.

usage: match.py LADDER_PROGRAM LADDER_FILE PEOPLE OUTPUT PARTITIONS

The output is a folder with a file of JSON lines for each partition, in the order of the people. Each `line` counts within its
partition.
"""

import shlex
import sys
import time

from pyspark.sql import SparkSession

program, ladder, people, output, partitions = sys.argv[1:]
spark = (
    SparkSession.builder.master(f"local[{partitions}]")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
# One thread in each partition: Spark has a partition for each core. The program gets an empty environment, and its path is absolute.
command = [program, "match", "--stdin", "--top", "3", "--threads", "1", "--quiet"]
command += ["--ladder", ladder, "--as-of", "2026-11-20"]
begun = time.monotonic()
lines = spark.sparkContext.textFile(f"file://{people}", int(partitions))
# Without `checkCode` a program that fails leaves an empty answer and no error.
answers = lines.pipe(shlex.join(command), env={}, checkCode=True)
answers.saveAsTextFile(f"file://{output}")
print(f"{partitions} partitions: {time.monotonic() - begun:.1f} s")
spark.stop()
