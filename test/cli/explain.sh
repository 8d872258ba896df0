traction explain TRC0203
for name in units-over-mue trc0203; do
  traction explain $name | cmp - <(traction explain TRC0203) &&
    echo "$name is the same rule"
done
