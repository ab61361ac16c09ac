// Programs that a test needs and a machine may lack.

/**
 * What `skip` of a test says of a program: false if it is here. `tests/run.sh` installs every one and promises so by
 * `ACUERDOS_TEST_TOOLS=all`; a test that lacks one then has failed, not been left out.
 */
export function lacking(here, name) {
  if (here) return false;
  if (process.env.ACUERDOS_TEST_TOOLS === 'all') throw new Error(`there is no ${name}, which this run was promised`);
  return `there is no ${name} here`;
}
